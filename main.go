// Synod is a terminal program in which a person watches Paxos and quorum
// replication happen one message at a time, breaks them by hand, goes back,
// branches, and keeps the run as a file.
package main

import (
	"os"

	"synod/ui/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

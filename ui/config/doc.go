// Package config reads the file of settings and says what is in force: a flag
// before an environment variable, that before the file, and that before what
// comes with the program.
package config

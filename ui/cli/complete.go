package cli

import (
	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
	"synod/ui/show"
)

// naming lists the names behind a flag that a system knows.
var naming = map[string]func(*engine.System) []string{
	"property": propertyNames,
	"off":      func(sys *engine.System) []string { return sys.Protocol().Switches() },
	"limit":    limitNames,
	"node":     (*engine.System).NodeNames,
	"labels":   labelNames,
	"net":      func(*engine.System) []string { return engine.Networks() },
}

// complete lists, behind the flags that take names, those that the file in
// question knows.
func (a *app) complete(cmd *cobra.Command) {
	for flag, names := range naming {
		if cmd.Flags().Lookup(flag) == nil {
			continue
		}
		list := func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if sys := a.systemOf(args); sys != nil {
				return names(sys), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		if err := cmd.RegisterFlagCompletionFunc(flag, list); err != nil {
			panic(err) // a flag that is there, and once only
		}
	}
}

// completePlaces lists, behind a flag that takes a stretch of a run, the chapters
// and marks of the file in question.
func (a *app) completePlaces(cmd *cobra.Command, flag string) {
	list := func(_ *cobra.Command, args []string, _ string) (places []string, _ cobra.ShellCompDirective) {
		if len(args) > 0 && args[0] != "-" {
			if s, _, err := a.load(args[0]); err == nil {
				for i := range s.Entries {
					if e := &s.Entries[i]; e.Kind == script.Chapter || e.Kind == script.Mark {
						places = append(places, show.Clean(e.Text))
					}
				}
			}
		}
		return places, cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, list); err != nil {
		panic(err) // a flag that is there, and once only
	}
}

// systemOf is what a command line speaks of; nil: nothing that can be read.
func (a *app) systemOf(args []string) *engine.System {
	if len(args) == 0 || args[0] == "-" {
		return nil
	}
	s, _, err := a.load(args[0])
	if err != nil {
		return nil
	}
	w, err := s.World(presets.Protocols())
	if err != nil {
		return nil
	}
	return w.System()
}

func propertyNames(sys *engine.System) []string {
	out := []string{"all"}
	for _, p := range sys.AllProperties() {
		out = append(out, p.ID+"\t"+p.Name)
	}
	return out
}

func limitNames(sys *engine.System) []string {
	var out []string
	for _, l := range sys.Protocol().Limits {
		out = append(out, l.Name+"=\t"+l.Help)
	}
	return out
}

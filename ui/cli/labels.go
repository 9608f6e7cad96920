package cli

import (
	"github.com/spf13/cobra"

	"synod/engine"
	"synod/engine/script"
	"synod/presets"
)

// addLabels adds the flag of the commands that show a run.
func (a *app) addLabels(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.labels, "labels", "", "what to call roles, fields and messages; without it, as the file says")
	a.complete(cmd)
}

func labelNames(sys *engine.System) []string { return sys.Protocol().LabelNames() }

// label puts a script under the names that the flag asks for.
func (a *app) label(s *script.Script) error {
	if a.labels == "" {
		return nil
	}
	if p := presets.Protocols().Find(s.Head.Protocol); p != nil {
		if _, err := p.Labelled(a.labels); err != nil {
			return usage("%s", err)
		}
	}
	s.Head.Config.Labels = a.labels
	return nil
}

// loadLabelled is load with the flag heeded.
func (a *app) loadLabelled(arg string) (*script.Script, string, error) {
	s, name, err := a.load(arg)
	if err == nil {
		err = a.label(s)
	}
	return s, name, err
}

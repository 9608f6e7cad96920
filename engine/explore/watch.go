package explore

// watch reports progress while a level is expanded. The workers' own counters
// are not read while they run; the set of fingerprints is.
func (s *search) watch(depth int) (stop func()) {
	return func() {}
}

package presets_test

import (
	"os"
	"testing"

	"synod/engine"
	"synod/engine/explore"
	"synod/engine/explore/exploretest"
	"synod/presets"
)

// What the search finds under the menu that each preset states, with all
// reductions. The counts are right as long as rules, menus and reductions stay:
// without symmetry the two large ones have 1,879,252 worlds, which is the same
// world under two names of the second ballot; read-repair's 1,816 and
// concurrent-siblings' 350 are those that the dumb twin counts in package quorum.
func TestWhatTheSearchFindsInEachPreset(t *testing.T) {
	want := map[string]struct {
		worlds, steps, length int
		broken, found         bool
		rpc                   bool // a request and its reply as one step, or it takes minutes
	}{
		"fixed-pause":           {worlds: 108, steps: 518, length: 7, found: true},
		"back-off":              {worlds: 108, steps: 518, length: 7, found: true},
		"half-accepted":         {worlds: 3_551, steps: 66_347},
		"predict-the-reply":     {worlds: 3_551, steps: 66_347},
		"eight-messages":        {worlds: 459, steps: 2_486, length: 9, found: true},
		"quiz-late-accept":      {worlds: 2_978, steps: 47_325},
		"quiz-same-number":      {worlds: 8_580, steps: 106_774, length: 19, broken: true},
		"quiz-lower-accept":     {worlds: 6_321, steps: 84_476, length: 19, broken: true, rpc: true},
		"learners-three-ways":   {worlds: 1_536, steps: 22_100},
		"late-vote":             {worlds: 43_664, steps: 1_090_948},
		"literal-paxos":         {worlds: 63_552, steps: 1_083_990, rpc: true},
		"flexible-quorums":      {worlds: 259_883, steps: 8_684_020},
		"naive-paxos":           {worlds: 217, steps: 2_050, length: 10, broken: true},
		"naive-paxos-right":     {worlds: 3_551, steps: 66_347},
		"naive-vote":            {worlds: 1_125, steps: 16_276, length: 12, broken: true},
		"naive-vote-stuck":      {worlds: 200, steps: 783, length: 5, found: true},
		"fast-paxos":            {worlds: 477, steps: 9_739},
		"fast-collision":        {worlds: 180_532, steps: 3_130_356, rpc: true},
		"fast-majorities":       {worlds: 6_229, steps: 65_264, length: 12, broken: true},
		"caspaxos":              {worlds: 106_847, steps: 3_040_202},
		"caspaxos-delete":       {worlds: 2_007, steps: 24_335, length: 18, broken: true},
		"abd-register":          {worlds: 191, steps: 1_941, rpc: true},
		"abd-no-write-back":     {worlds: 27_713, steps: 199_014, length: 12, broken: true},
		"one-vote-decides":      {worlds: 3_147, steps: 37_573, length: 14, broken: true},
		"no-first-phase":        {worlds: 124, steps: 532, length: 6, broken: true},
		"votes-ignored":         {worlds: 3_658, steps: 40_977, length: 14, broken: true},
		"first-reply-wins":      {worlds: 117_709, steps: 1_103_371, length: 14, broken: true, rpc: true},
		"most-frequent-wins":    {worlds: 5_278, steps: 70_512, length: 20, broken: true, rpc: true},
		"disk-replaced":         {worlds: 54_466, steps: 644_021, length: 16, broken: true},
		"shared-ballots":        {worlds: 5_965, steps: 39_284, length: 12, broken: true},
		"shared-ballots-strict": {worlds: 750, steps: 11_454},
		"number-used-twice":     {worlds: 3_425, steps: 30_502, length: 14, broken: true},
		"lower-vote-overwrites": {worlds: 179_446, steps: 1_570_469, length: 14, broken: true, rpc: true},
		"promise-not-checked":   {worlds: 6_135, steps: 62_941, length: 14, broken: true},
		"stale-promises":        {worlds: 181_498, steps: 2_065_099, length: 15, broken: true},
		"quorums-that-miss":     {worlds: 1_580, steps: 14_826, length: 12, broken: true},
		"votes-added-up":        {worlds: 71_697, steps: 736_079, length: 14, broken: true},
		"highest-name-wins":     {worlds: 3_551, steps: 66_347},
		"pmmc":                  {worlds: 4_773, steps: 90_321, rpc: true},
		"pmmc-ping-pong":        {worlds: 258, steps: 1_157, length: 5, found: true},
		"first-steps":           {worlds: 619, steps: 7_605},
		"basic-paxos":           {worlds: 321_987, steps: 7_687_242},
		"chosen-but-unknown":    {worlds: 321_987, steps: 7_687_242},
		"duelling-proposers":    {worlds: 183, steps: 1_002, length: 8, found: true},
		"promise-lost":          {worlds: 54_365, steps: 642_514, length: 16, broken: true},
		"quorum-read-write":     {worlds: 20_449, steps: 255_925},
		"stale-read":            {worlds: 41, steps: 142, length: 6, broken: true},
		"concurrent-siblings":   {worlds: 350, steps: 3_258},
		"read-repair":           {worlds: 1_816, steps: 21_136},

		"write-back":               {worlds: 70_308, steps: 1_258_588},
		"overlap-is-no-order":      {worlds: 3_548, steps: 24_216, length: 12, broken: true},
		"write-all-read-one":       {worlds: 787, steps: 3_448, length: 8, broken: true},
		"error-is-not-failure":     {worlds: 5_767, steps: 20_272, length: 8, broken: true},
		"writes-that-miss":         {worlds: 1_075, steps: 8_144, length: 10, broken: true},
		"client-forgets-its-count": {worlds: 5_440, steps: 32_929, length: 11, broken: true},
		"naive-quorum":             {worlds: 62_849, steps: 300_267, length: 12, broken: true},
		"naive-quorum-half":        {worlds: 30, steps: 51, length: 3, broken: true},
		"naive-quorum-crossed":     {worlds: 370, steps: 1_274, length: 8, broken: true},
		"naive-quorum-right":       {worlds: 5_092, steps: 51_801},
		"virtual-nodes":            {worlds: 3_294, steps: 39_003},
		"one-key-whole-life":       {worlds: 8_741, steps: 115_398},
		"deleted-comes-back":       {worlds: 712, steps: 4_087, length: 10, broken: true},
		"ring-change":              {worlds: 24_194, steps: 147_381, length: 11, broken: true},
		"ack-before-disk":          {worlds: 73, steps: 181, length: 5, broken: true},

		"ring-tour":          {worlds: 172, steps: 1_383},
		"sloppy-quorum":      {worlds: 236, steps: 1_515, length: 10, broken: true},
		"pw-too-late":        {worlds: 15_348, steps: 183_020},
		"notfound-races":     {worlds: 17_598, steps: 135_726, length: 13, broken: true},
		"get-decisions":      {worlds: 9_256, steps: 176_026},
		"sibling-explosion":  {worlds: 98, steps: 280, length: 7, broken: true},
		"sibling-dropped":    {worlds: 240, steps: 1_568, length: 10, broken: true},
		"hash-trees":         {worlds: 95, steps: 628},
		"reaped-by-all":      {worlds: 2_280, steps: 28_132},
		"tail-violation":     {worlds: 25, steps: 50, length: 4, broken: true},
		"one-after-quorum":   {worlds: 227, steps: 1_490, length: 10, broken: true},
		"monotonic-reads":    {worlds: 54_555, steps: 1_103_694},
		"clock-skew":         {worlds: 7_542, steps: 88_934, length: 19, broken: true},
		"hints":              {worlds: 19_769, steps: 298_434},
		"hint-is-no-replica": {worlds: 32, steps: 119, length: 8, broken: true},
		"reaped-too-early":   {worlds: 154_354, steps: 1_750_923, length: 17, broken: true},
		"two-centres":        {worlds: 1_486, steps: 10_893, length: 10, broken: true},

		"coordinator-dies":      {worlds: 114_466, steps: 4_529_202},
		"serial-reads-disagree": {worlds: 3_535, steps: 60_723, length: 26, broken: true},
		"reads-in-one-trip":     {worlds: 5_896, steps: 153_594},

		"log-basic":              {worlds: 6_327, steps: 107_119},
		"gap-and-no-op":          {worlds: 5_493, steps: 86_057},
		"leader-change":          {worlds: 6_327, steps: 107_119},
		"commit-index-unchecked": {worlds: 972, steps: 5_882, length: 10, broken: true},
		"executing-past-a-gap":   {worlds: 364, steps: 1_624, length: 9, broken: true},
		"exactly-once":           {worlds: 1_013, steps: 4_540, length: 10, broken: true},
		"reconfiguration":        {worlds: 19_407, steps: 420_595},
		"old-voters-gone":        {worlds: 36_222, steps: 782_608},
		"snapshot":               {worlds: 54_771, steps: 831_920},
		"cut-off-in-silence":     {worlds: 1_040, steps: 4_125, length: 7, broken: true},
		"silent-leader":          {worlds: 6_327, steps: 107_119},
		"slot-used-twice":        {worlds: 2_030, steps: 12_218, length: 10, broken: true},
		"config-at-once":         {worlds: 7_109, steps: 54_133, length: 14, broken: true},
		"lock-with-tokens":       {worlds: 70_002, steps: 1_144_416, rpc: true},
		"lease-reads":            {worlds: 4_169, steps: 53_823},
		"stale-leader-read":      {worlds: 23_688, steps: 201_499, length: 14, broken: true},
		"fifo-broadcast":         {worlds: 980, steps: 2_766},
		"seen-tail":              {worlds: 25_972, steps: 92_858},
		"unseen-tail":            {worlds: 464_752, steps: 2_259_729},
		"unseen-tail-kept":       {worlds: 371_695, steps: 1_799_118, length: 18, broken: true},
		"sync-is-no-quorum":      {worlds: 3_063, steps: 7_135, length: 10, broken: true},
		"lock-in-line":           {worlds: 24_856, steps: 86_688},
		"lock-herd":              {worlds: 8_439, steps: 17_557, length: 19, broken: true},
		"lock-orphan":            {worlds: 227, steps: 452, length: 10, broken: true},
		"lock-paused-holder":     {worlds: 660_160, steps: 2_470_994},
		"order-lost":             {worlds: 935, steps: 2_664, length: 7, broken: true},
		"raft-basic":             {worlds: 18_058, steps: 241_644, rpc: true},
		"etcd-leader-loss":       {worlds: 509_881, steps: 10_546_720, rpc: true},
		"etcd-old-leader-reads":  {worlds: 27_365, steps: 141_637, length: 9, broken: true, rpc: true},
		"etcd-lock":              {worlds: 18_058, steps: 241_644, rpc: true},
		"etcd-wait-is-over":      {worlds: 3_101, steps: 19_746, length: 11, broken: true},
		"etcd-lock-is-a-lease":   {worlds: 2_369, steps: 15_101, length: 11, broken: true},
		"rmq-confirms":           {worlds: 509_707, steps: 10_446_268, rpc: true},
		"rmq-redelivery":         {worlds: 22_130, steps: 99_619, length: 8, found: true, rpc: true},
		"rmq-automatic-ack":      {worlds: 39, steps: 85, length: 4, broken: true},
		"rmq-lock":               {worlds: 1_778, steps: 12_237, length: 10, broken: true, rpc: true},
		"etcd-four-members":      {worlds: 212, steps: 566, length: 5, broken: true, rpc: true},
		"raft-old-entry":         {worlds: 1_127, steps: 14_328, rpc: true},
		"paxos-old-entry":        {worlds: 390, steps: 3_093, rpc: true},
		"raft-figure-8":          {worlds: 2_323, steps: 10_916, length: 6, broken: true, rpc: true},
		"three-four-five":        {worlds: 77_290, steps: 305_435},
		"longest-log-wins":       {worlds: 504, steps: 1_235, length: 17, broken: true},
		"fenced-writer":          {worlds: 77_290, steps: 305_435},
		"same-epoch-race":        {worlds: 349_244, steps: 1_398_292},

		"in-sync-all":           {worlds: 44_982, steps: 1_005_183},
		"alone-in-sync":         {worlds: 170_115, steps: 1_072_892, length: 9, broken: true},
		"cut-to-high-watermark": {worlds: 5_930, steps: 48_845, length: 12, broken: true},
		"cut-at-epoch-end":      {worlds: 14_402, steps: 209_867},
		"unclean-election":      {worlds: 5_572, steps: 23_885, length: 7, broken: true},
		"last-in-sync":          {worlds: 26_830, steps: 214_553, length: 14, broken: true},
		"eligible-leader":       {worlds: 1_332_096, steps: 30_648_095},
		"not-enough-in-sync":    {worlds: 170_510, steps: 3_728_319},
		"rather-nobody":         {worlds: 372_323, steps: 6_944_487},
		"isr-one-slow":          {worlds: 44_982, steps: 1_005_183},
		"fenced-leader":         {worlds: 44_982, steps: 1_005_183},
		"majority-one-slow":     {worlds: 18_058, steps: 241_644, rpc: true},

		"gfs-stale-replica":        {worlds: 177_028, steps: 1_734_770},
		"gfs-paused-primary":       {worlds: 77_401, steps: 889_750},
		"gfs-master-does-not-wait": {worlds: 3_582, steps: 19_118, length: 8, broken: true},
		"gfs-slow-clock":           {worlds: 43_088, steps: 330_287, length: 10, broken: true},
		"gfs-record-append":        {worlds: 102, steps: 391, length: 6, broken: true},
		"hdfs-pipeline-recovery":   {worlds: 56_915, steps: 884_704},
		"hdfs-same-stamp":          {worlds: 40_200, steps: 179_161, length: 7, broken: true},

		"rmq-mirrors-ignore":         {worlds: 5_368, steps: 26_235, length: 6, broken: true},
		"rmq-mirrors-autoheal":       {worlds: 6_044, steps: 28_549, length: 6, broken: true},
		"rmq-mirrors-pause-minority": {worlds: 146_076, steps: 2_837_060},
		"rmq-unsynchronised-mirror":  {worlds: 251, steps: 612, length: 4, broken: true},
		"rmq-when-synced":            {worlds: 24_042, steps: 327_933},
		"old-leader-reads":           {worlds: 1_435, steps: 7_761, length: 8, broken: true},
		"paused-leader":              {worlds: 14_256, steps: 134_316},
	}
	for _, p := range presets.All() {
		if exploretest.Long(want[p.Name].worlds) {
			continue
		}
		w := searched(t, p)
		reduce := explore.Reductions{Advisory: true, Sinks: true, Symmetry: true, RPC: want[p.Name].rpc}
		r := exploretest.Search(t, w, explore.Options{Reduce: reduce, MaxStates: 1_500_000})
		c, known := want[p.Name]
		got := c
		got.worlds, got.steps, got.length, got.broken, got.found = r.States, r.Steps, r.Length, r.Broken != nil, r.Found
		if !known || got != c {
			t.Errorf("%q: %+v, expected %+v", p.Name, got, c)
		}
		if !r.Exhausted && r.Broken == nil && !r.Found || len(r.Never) > 0 && r.Exhausted {
			t.Errorf("%s: stopped by %q, never reached %v", p.Name, r.Stopped, r.Never)
		}
		if run, err := explore.Bagged(w, r.Trace); err != nil {
			t.Errorf("%s: the run cannot be taken on a bag: %v", p.Name, err)
		} else if r.Broken != nil {
			last := len(run) - 1
			at, err := follow(w.On(engine.Bag), run, r.Broken.ID)
			if reduce.RPC && at == last-1 {
				last-- // the reply that is one step with what broke it
			}
			if err != nil || at != last {
				t.Errorf("%s: on a bag the run of %d breaks it at %d: %v", p.Name, len(run), at, err)
			}
		}
	}
}

var presetCount = len(presets.Names())

// share is each preset's part of what is tried over all of them, so that more
// presets do not make the tests slower; with SYNOD_LONG=1 it is four times that.
func share(of int) int {
	if os.Getenv("SYNOD_LONG") != "" {
		of *= 4
	}
	return of/presetCount + 1
}

// searched is the world that a search of the preset begins in.
func searched(t *testing.T, p presets.Preset) *engine.World {
	t.Helper()
	w, err := p.Script.World(presets.Protocols())
	if err != nil {
		t.Fatal(err)
	}
	if p.Script.Head.Check == nil {
		t.Fatalf("%s does not say what a search may take", p.Name)
	}
	if w, err = w.Under(*p.Script.Head.Check); err != nil {
		t.Fatal(err)
	}
	if w.System().Config().Network == engine.Fifo {
		return w // a fifo link loses nothing, and no search makes it
	}
	return w.On(engine.SentSet)
}

// follow takes a run as far as it can be taken, and says which choice breaks
// the property; -1: none.
func follow(w *engine.World, run []engine.Choice, property string) (int, error) {
	var step engine.Step
	for i, c := range run {
		if err := w.Try(c, &step); err != nil {
			return -1, err
		}
		next := step.World()
		for _, p := range w.System().AllProperties() {
			if p.ID == property && step.Verdict(&p, next).State == engine.Broken {
				return i, nil
			}
		}
		w = next
	}
	return -1, nil
}

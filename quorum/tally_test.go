package quorum

import (
	"testing"

	"synod/quorum/ring"
	"synod/quorum/version"
)

func TestTally(t *testing.T) {
	for _, row := range []struct {
		here, coming, needed int
		want                 progress
	}{
		{0, 3, 1, pending}, {1, 2, 1, met}, {0, 0, 1, failed}, {1, 1, 2, pending},
		{2, 1, 2, met}, {1, 0, 2, failed}, {3, 0, 2, met}, {0, 1, 2, failed},
	} {
		if got := tally(row.here, row.coming, row.needed); got != row.want {
			t.Errorf("%d here, %d coming, %d needed: %d, want %d", row.here, row.coming, row.needed, got, row.want)
		}
	}
}

func TestWhoIsBehind(t *testing.T) {
	old, other := version.ParseObject(version.Dotted, "soup {dev1:1}"), version.ParseObject(version.Dotted, "pasta {dev2:1}")
	var replies answers
	for _, x := range []answer{{from: "dev2", object: other}, {from: "dev1", object: old}, {from: "dev3"}, {from: "dev2", object: other}} {
		replies = replies.countReplica(x)
	}
	found := replies.merged(version.Dotted)
	if got := replies.names() + ": " + join(nodesOf((&operation{answers: replies}).behind(found))); found.Values() != "pasta soup" || got != "dev1 dev2 dev3: dev1 dev2 dev3" {
		t.Errorf("%s; of %s are behind", found, got)
	}
	if up := replies.holding(version.Dotted, old); up.names() != "dev1" {
		t.Errorf("%s hold soup", up.names())
	}
	if wrong := replies.countMessage(answer{from: "dev2"}); len(wrong) != 4 {
		t.Errorf("counting messages gives %d", len(wrong))
	}
}

// Riak's decisions on a read of three replicas, in the order in which replies
// come: v holds the value, n nothing. The number is that of the reply at which
// the client is answered.
//
// Source: computed from riak_kv_get_core, not from its documentation, which differs.
func TestGetDecisions(t *testing.T) {
	for _, row := range []struct {
		notfoundOK bool
		basic      []bool
		r          int
		want       [5]string
	}{
		{true, []bool{false, true}, 1, [5]string{"notfound @1", "notfound @1", "value @1", "notfound @1", "notfound @1"}},
		{true, []bool{false, true}, 2, [5]string{"notfound @2", "value @2", "value @2", "value @2", "notfound @2"}},
		{false, []bool{false}, 1, [5]string{"value @3", "value @2", "value @1", "value @2", "notfound @3"}},
		{false, []bool{true}, 1, [5]string{"notfound @2", "value @2", "value @1", "value @2", "notfound @2"}},
		{false, []bool{false, true}, 2, [5]string{"notfound @2", "error (2,1) @3", "error (2,1) @3", "value @3", "notfound @2"}},
	} {
		for _, basic := range row.basic {
			s := &settings{n: 3, r: 2, notfoundOK: true, shape: &ring.Shape{}}
			for i, order := range replyOrders {
				if got := s.decision(decisionRow{row.r, row.notfoundOK, basic}, order); got != row.want[i] {
					t.Errorf("notfound-ok %v, basic-quorum %v, R %d, %s: %s, want %s", row.notfoundOK, basic, row.r, order, got, row.want[i])
				}
			}
		}
	}
}

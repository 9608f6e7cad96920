package sets

import "slices"

// CoverRows is the system in which one node of each row is a quorum. It is all
// that it takes to meet each full row, and no more.
func CoverRows(rows, columns int) System {
	full := Rows(rows, columns)
	return System{n: full.n, minimal: covers(full.minimal)}
}

// CoverColumns is the system in which one node of each column is a quorum: the
// read quorums of the grid protocol (Cheung, Ammar, Ahamad, The Grid Protocol,
// 1990).
func CoverColumns(rows, columns int) System {
	full := Columns(rows, columns)
	return System{n: full.n, minimal: covers(full.minimal)}
}

// covers lists the sets with one node of each part. The parts have none in common.
func covers(parts []Set) []Set {
	out := []Set{0}
	for _, part := range parts {
		var longer []Set
		for _, s := range out {
			for _, m := range part.Members() {
				longer = append(longer, s|Of(m))
			}
		}
		out = longer
	}
	slices.SortStableFunc(out, func(a, b Set) int { return slices.Compare(a.Members(), b.Members()) })
	return out
}

// Crosses is the system in which a full row and a full column together are a
// quorum. Any two meet, and no node is in more than about 2/√n of them
// (Maekawa, A √N Algorithm for Mutual Exclusion, 1985).
func Crosses(rows, columns int) System {
	var quorums []Set
	for _, r := range Rows(rows, columns).minimal {
		for _, c := range Columns(rows, columns).minimal {
			quorums = append(quorums, r|c)
		}
	}
	return Explicit(rows*columns, quorums)
}

// ColumnAndCover is the system in which a full column and one node of each
// other column are a quorum: the write quorums of the grid protocol. Each meets
// every other, and every set with one node of each column.
func ColumnAndCover(rows, columns int) System {
	var quorums []Set
	for _, cover := range covers(Columns(rows, columns).minimal) {
		for _, c := range Columns(rows, columns).minimal {
			quorums = append(quorums, cover|c)
		}
	}
	return Explicit(rows*columns, quorums)
}

// gridForms are the words for quorums of a grid.
var gridForms = []struct {
	word string
	make func(rows, columns int) System
}{
	{"rows", Rows},
	{"columns", Columns},
	{"cover-rows", CoverRows},
	{"cover-columns", CoverColumns},
	{"crosses", Crosses},
	{"column-and-cover", ColumnAndCover},
}

// GridForms lists the words for quorums of a grid.
func GridForms() []string {
	var words []string
	for _, f := range gridForms {
		words = append(words, f.word)
	}
	return words
}

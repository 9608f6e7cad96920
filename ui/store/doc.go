// Package store keeps recordings of runs in the person's data folder: by the
// XDG rules $XDG_DATA_HOME/synod/recordings. Their names begin with the time
// at which they were begun, so that they sort by age.
package store

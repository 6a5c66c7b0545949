package collection

import "github.com/workspace-as-code/terraform-provider-webwork/internal/remote"

// coverage is what was learnt from comparing items of lists with the objects themselves: which
// fields lists leave out. An object, too, may be without a field, as where fields without a value
// are left out or one value cannot be read; an item that lacks no more than that is as good as the
// object.
type coverage struct {
	lists  remote.Fields // what any item had
	absent remote.Fields // what an item lacked, and the object itself as well
	hidden remote.Fields // what an item lacked, and the object itself had
}

// use is how far an item of a list can stand in for reading the object.
type use int

const (
	useless use = iota // not there, or known to lack fields
	unsure             // reading the object itself would tell whether the item lacks fields
	useful
)

// compare takes note of what an item lacks of all fields, and whether the object has it.
func (c *coverage) compare(full, item, object remote.Fields) {
	lacking := full &^ item
	c.absent |= lacking &^ object
	c.hidden |= lacking & object
}

// use tells how far an item with these fields can stand in for the object.
func (c *coverage) use(full, item remote.Fields) use {
	switch lacking := full &^ item; {
	case lacking&c.hidden != 0:
		return useless
	case c.absent.Covers(lacking):
		return useful
	default:
		return unsure
	}
}

// thin reports whether objects have a field that no item has.
func (c *coverage) thin() bool { return !c.lists.Covers(c.hidden) }

package collection

// Known gives an object as far as it was read, and asks for nothing.
func (c *Collection[K, V]) Known(id K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := c.memory.objects[id]
	if !ok || known.err != nil {
		return value, false
	}
	return c.source.clone(known.value), true
}

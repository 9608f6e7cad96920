package pane

import "synod/ui/canvas"

func (s *scene) ring(c *canvas.Canvas) bool   { return false }
func (s *scene) facing(c *canvas.Canvas) bool { return false }

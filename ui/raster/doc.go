// Package raster draws screens in pixels, with the colours of a theme and with
// nothing from outside: letters come from a font inside the program, lines and
// marks are shapes, and what the font lacks is a box with its number.
package raster

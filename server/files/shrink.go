package files

import (
	"image"
	"image/draw"
)

const channels = 4 // red, green, blue, and how opaque

// average gives an image at a smaller size: each pixel is the average of those
// that it stands for.
func average(from image.Image, width, height int) *image.RGBA {
	bounds := from.Bounds()
	w, h := bounds.Dx(), bounds.Dy()
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	sums := make([]uint64, width*channels)
	rows := image.NewRGBA(image.Rect(0, 0, w, h/height+2))
	for y := range height {
		first := y * h / height
		last := max((y+1)*h/height, first+1)
		draw.Draw(rows, image.Rect(0, 0, w, last-first), from, image.Pt(bounds.Min.X, bounds.Min.Y+first), draw.Src)
		clear(sums)
		for row := range last - first {
			addRow(sums, rows.Pix[row*rows.Stride:][:w*channels], width)
		}
		divide(to.Pix[y*to.Stride:][:width*channels], sums, w, last-first)
	}
	return to
}

// span is the pixels of a row of w that the x-th of width stands for.
func span(x, w, width int) (first, last int) {
	first = x * w / width
	return first, max((x+1)*w/width, first+1)
}

func addRow(sums []uint64, row []byte, width int) {
	w := len(row) / channels
	for x := range width {
		first, last := span(x, w, width)
		sum := sums[x*channels:][:channels]
		for pixel := row[first*channels : last*channels]; len(pixel) > 0; pixel = pixel[channels:] {
			sum[0] += uint64(pixel[0])
			sum[1] += uint64(pixel[1])
			sum[2] += uint64(pixel[2])
			sum[3] += uint64(pixel[3])
		}
	}
}

func divide(to []byte, sums []uint64, w, rows int) {
	width := len(to) / channels
	for x := range width {
		first, last := span(x, w, width)
		n := uint64((last - first) * rows)
		for c := range channels {
			to[x*channels+c] = byte((sums[x*channels+c] + n/2) / n)
		}
	}
}

// upright turns an image as EXIF's orientation says.
func upright(from *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return from
	}
	w, h := from.Rect.Dx(), from.Rect.Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation > 4 {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range to.Rect.Dy() {
		for x := range to.Rect.Dx() {
			fx, fy := source(x, y, w, h, orientation)
			copy(to.Pix[to.PixOffset(x, y):][:channels], from.Pix[from.PixOffset(fx, fy):][:channels])
		}
	}
	return to
}

// source is the pixel of an image of w by h that comes to x, y.
func source(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}

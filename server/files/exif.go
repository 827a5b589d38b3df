package files

import "encoding/binary"

const (
	tagOrientation = 0x0112
	tiffShort      = 3
	tiffHeader     = 8
	tiffEntry      = 12
)

// orientationOf reads which way a picture is up from its EXIF, from 1 to 8; 1 is
// upright, also where that is not told.
func orientationOf(tiff []byte) int {
	if len(tiff) < tiffHeader {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at < tiffHeader || at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < tiffEntry {
			return 1
		}
		if order.Uint16(entries) == tagOrientation && order.Uint16(entries[2:]) == tiffShort {
			if found := int(order.Uint16(entries[8:])); found >= 1 && found <= 8 {
				return found
			}
			return 1
		}
		entries = entries[tiffEntry:]
	}
	return 1
}

// orientationOnly is a segment of JPEG with an EXIF that tells nothing else.
func orientationOnly(orientation int) []byte {
	exif := []byte("\xFF\xE1\x00\x00Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	exif = append(exif, byte(orientation), 0, 0, 0, 0, 0, 0, 0)
	binary.BigEndian.PutUint16(exif[2:], uint16(len(exif)-2))
	return exif
}

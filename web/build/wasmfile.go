package main

import (
	"encoding/binary"
	"errors"
	"io"
)

// function is the compiled code of one function.
type function struct {
	name string // as the linker writes it: every other sign is an underscore
	size int
}

var errNotWasm = errors.New("this is not a WebAssembly module with names in it")

// The sections of a module by their numbers, and what comes before the first, in
// bytes: WebAssembly's core specification, 5.5.
const (
	custom      = 0
	imports     = 2
	code        = 10
	dataSection = 11
	wasmHead    = 8
)

// parseWasm returns the functions of a module and the size of its data: types,
// strings and the tables of the runtime, which belong to no one function.
func parseWasm(module []byte) (functions []function, data int, err error) {
	defer func() {
		if recover() != nil { // a number or a name that runs past the end
			err = errNotWasm
		}
	}()
	if len(module) < wasmHead || string(module[:4]) != "\x00asm" {
		return nil, 0, errNotWasm
	}
	imported := 0
	var names map[int]string
	for r := (reader{module[wasmHead:]}); len(r.rest) > 0; {
		id, section := r.byte(), reader{r.bytes(r.number())}
		switch id {
		case imports:
			imported = section.importedFunctions()
		case code:
			for range section.number() {
				functions = append(functions, function{size: len(section.bytes(section.number()))})
			}
		case dataSection:
			data = len(section.rest)
		case custom:
			if string(section.bytes(section.number())) == "name" {
				names = section.functionNames()
			}
		}
	}
	if names == nil {
		return nil, 0, errNotWasm
	}
	for i := range functions {
		functions[i].name = names[imported+i]
	}
	return functions, data, nil
}

// reader reads the parts of a section one after the other; it panics at the end.
type reader struct{ rest []byte }

func (r *reader) byte() byte { return r.bytes(1)[0] }

func (r *reader) bytes(n int) []byte {
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) number() int {
	n, width := binary.Uvarint(r.rest)
	if width <= 0 {
		panic(io.ErrUnexpectedEOF)
	}
	r.bytes(width)
	return int(n)
}

// importedFunctions counts the imports, which come first in the numbering. Go
// imports functions only: a module name, a name, a kind and a type each.
func (r *reader) importedFunctions() int {
	count := r.number()
	for range count {
		r.bytes(r.number())
		r.bytes(r.number())
		if kind := r.byte(); kind != 0 {
			panic("an import that is no function")
		}
		r.number()
	}
	return count
}

// functionNames reads the part of the name section that names functions.
func (r *reader) functionNames() map[int]string {
	names := map[int]string{}
	for len(r.rest) > 0 {
		const functionNames = 1
		id, part := r.byte(), reader{r.bytes(r.number())}
		if id != functionNames {
			continue
		}
		for range part.number() {
			index := part.number()
			names[index] = string(part.bytes(part.number()))
		}
	}
	return names
}

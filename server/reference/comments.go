package reference

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strconv"
	"strings"

	"parley/shared"
)

// comments are what the contract's source says of its types, of their fields, as
// "Message.text" by the name in Go, and of its codes.
type comments struct {
	types  map[string]string
	fields map[string]string
	codes  map[shared.Code]string
}

func readComments() (comments, error) {
	c := comments{map[string]string{}, map[string]string{}, map[shared.Code]string{}}
	files, err := fs.Glob(shared.Source, "*.go")
	if err != nil {
		return c, err
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := shared.Source.ReadFile(name)
		if err != nil {
			return c, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return c, err
		}
		for _, declared := range file.Decls {
			if declared, ok := declared.(*ast.GenDecl); ok {
				c.read(declared)
			}
		}
	}
	return c, nil
}

func (c comments) read(declared *ast.GenDecl) {
	for _, spec := range declared.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			c.types[spec.Name.Name] = oneLine(spec.Doc, declared.Doc)
			if object, ok := spec.Type.(*ast.StructType); ok {
				c.readFields(spec.Name.Name, object)
			}
		case *ast.ValueSpec:
			c.readCode(spec)
		}
	}
}

func (c comments) readFields(name string, object *ast.StructType) {
	for _, field := range object.Fields.List {
		for _, ident := range field.Names {
			c.fields[name+"."+ident.Name] = oneLine(field.Doc, field.Comment)
		}
	}
}

// readCode takes in a constant that is a Code.
func (c comments) readCode(spec *ast.ValueSpec) {
	kind, ok := spec.Type.(*ast.Ident)
	if !ok || kind.Name != "Code" || len(spec.Values) != 1 {
		return
	}
	if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
		if text, err := strconv.Unquote(literal.Value); err == nil {
			c.codes[shared.Code(text)] = oneLine(spec.Comment)
		}
	}
}

// oneLine is the text of the first comment that there is.
func oneLine(groups ...*ast.CommentGroup) string {
	for _, group := range groups {
		if text := strings.Join(strings.Fields(group.Text()), " "); text != "" {
			return text
		}
	}
	return ""
}

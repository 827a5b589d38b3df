package shared

// Reference is what the page of the API tells, made of this package itself.
type Reference struct {
	Base     string // of the server's addresses, as in "https://chat.example.org"
	Examples []ExampleReference
	Commands []KindReference
	Events   []KindReference
	Errors   []CodeReference
}

// ExampleReference is a command line that works as it stands; Name tells which.
type ExampleReference struct{ Name, Line string }

// KindReference tells of a kind of command or event.
type KindReference struct {
	Kind    Kind
	About   string
	Fields  []FieldReference // of its body
	Example string           // JSON
}

// FieldReference tells of a field in JSON; one within another is called after
// both, as in "person.id".
type FieldReference struct {
	Name     string
	Type     string
	About    string
	Optional bool // whether it may be left out
}

// CodeReference tells of an error.
type CodeReference struct {
	Code   Code
	Status int // of the answer that has it
	About  string
}

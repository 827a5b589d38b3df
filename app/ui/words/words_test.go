package words

import (
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"go/ast"

	"parley/shared"
)

func TestNothingIsMissing(t *testing.T) {
	for _, w := range []*Plain{plainEnglish, plainChinese} {
		seen := map[string]string{}
		each(t, reflect.ValueOf(*w), "Words", func(path string, text string) {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", w.Self, path)
			}
			if strings.ContainsAny(text, `"<>&\`) {
				t.Errorf("%s: %s has a character that attributes would need escaped: %s", w.Self, path, text)
			}
			if name := path[strings.LastIndexByte(path, '.')+1:]; !strings.Contains(name, "[") {
				if seen[name] != "" && seen[name] != path {
					t.Errorf("%s and %s have the same name", seen[name], path)
				}
				seen[name] = path
			}
		})
	}
}

// each calls visit for every text below v; funcs are called with samples.
func each(t *testing.T, v reflect.Value, path string, visit func(path, text string)) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		visit(path, v.String())
	case reflect.Func:
		if v.IsNil() {
			visit(path, "")
			return
		}
		each(t, v.Call(samples(v.Type()))[0], path, visit)
	case reflect.Pointer:
		each(t, v.Elem(), path, visit)
	case reflect.Struct:
		for i := range v.NumField() {
			each(t, v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			each(t, v.MapIndex(key), path+"["+key.String()+"]", visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			each(t, v.Index(i), path+"[]", visit)
		}
	default:
		t.Errorf("%s is no text: %s", path, v.Kind())
	}
}

func samples(f reflect.Type) []reflect.Value {
	args := make([]reflect.Value, 0, f.NumIn())
	for i := range f.NumIn() {
		arg := reflect.New(f.In(i)).Elem()
		switch arg.Kind() {
		case reflect.String:
			arg.SetString("Ann")
		case reflect.Slice:
			arg.Set(reflect.MakeSlice(f.In(i), 2, 2))
		}
		args = append(args, arg)
	}
	if f.IsVariadic() {
		args = args[:len(args)-1]
	}
	return args
}

// Every code has a sentence in every language: the codes are read from the
// source, so that a new one can't be forgotten.
func TestEveryRefusalHasItsSentence(t *testing.T) {
	const file = "../../../shared/error.go"
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	ast.Inspect(parsed, func(n ast.Node) bool {
		value, ok := n.(*ast.ValueSpec)
		if !ok || len(value.Names) != 1 || !strings.HasPrefix(value.Names[0].Name, "Code") {
			return true
		}
		code := shared.Code(strings.Trim(value.Values[0].(*ast.BasicLit).Value, `"`))
		codes++
		for _, w := range []*Words{English, Chinese} {
			if w.ByCode[code] == "" {
				t.Errorf("%s has no sentence for %s", w.Self, code)
			}
		}
		return true
	})
	if codes == 0 {
		t.Fatal("found no codes")
	}
}

func TestLanguagesAreChosen(t *testing.T) {
	for accepted, want := range map[string]string{
		"":                                   "en",
		"zh":                                 "zh",
		"zh-CN,zh;q=0.9,en;q=0.8":            "zh",
		"de-DE, zh-Hant;q=0.7":               "zh",
		"pt-BR,pt;q=0.9,en-US;q=0.8,zh;q=.7": "en",
		"EN-gb":                              "en",
		"*":                                  "en",
	} {
		if got := Accepted(accepted); got != want {
			t.Errorf("Accepted(%q) = %q, want %q", accepted, got, want)
		}
	}
	if For("zh-CN") != Chinese || For("zh") != Chinese || For("") != English || For("en") != English {
		t.Error("For does not know its languages")
	}
}

func TestNumbersAreWrittenInThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1204331: "1,204,331", -1000: "-1,000", -100: "-100"} {
		if got := number(n); got != want {
			t.Errorf("number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestBytesAreWrittenInTheUnitThatFits(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 12_345: "12.3 kB", 123_456: "123 kB", 999_999: "999 kB", 4_560_000: "4.5 MB", 1_234_567_890: "1,234 MB"} {
		if got := bytes(n); got != want {
			t.Errorf("bytes(%d) = %q, want %q", n, got, want)
		}
	}
}

package reference

import (
	"reflect"
	"strings"

	"parley/shared"
)

// fieldsOf lists what a type has in JSON, in the order of its fields; prefix
// begins their names.
func (c comments) fieldsOf(of reflect.Type, prefix string) (fields []shared.FieldReference) {
	for i := range of.NumField() {
		field := of.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-":
			continue
		case field.Anonymous && name == "":
			fields = append(fields, c.fieldsOf(field.Type, prefix)...)
			continue
		case !field.IsExported() || name == "":
			continue
		}
		name = prefix + name
		told, within := jsonType(field.Type)
		fields = append(fields, shared.FieldReference{
			Name: name, Type: told, About: c.fields[of.Name()+"."+field.Name], Optional: strings.Contains(options, "omitempty"),
		})
		if within != nil {
			fields = append(fields, c.fieldsOf(within, name+".")...)
		}
	}
	return fields
}

// jsonType names what a type is in JSON, and gives the type of the objects in it;
// nil where there are none.
func jsonType(of reflect.Type) (name string, within reflect.Type) {
	switch of.Kind() {
	case reflect.Bool:
		return "boolean", nil
	case reflect.String:
		return "string", nil
	case reflect.Slice, reflect.Array:
		name, within = jsonType(of.Elem())
		return "array of " + name + "s", within
	case reflect.Pointer:
		return jsonType(of.Elem())
	case reflect.Struct:
		return "object", of
	}
	return "number", nil
}

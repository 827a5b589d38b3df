//go:build js

package browser

import (
	"encoding/json"

	"parley/shared"
)

// bootID is the element in which the server leaves what the client begins with.
const bootID = "parley-boot"

// Boot reads what came with the page. ok is false where there is nothing, as in
// a page that was kept for starting without a network.
func Boot() (boot shared.Boot, ok bool) {
	element := document().Call("getElementById", bootID)
	if !element.Truthy() {
		return boot, false
	}
	err := json.Unmarshal([]byte(element.Get("textContent").String()), &boot)
	return boot, err == nil
}

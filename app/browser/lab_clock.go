//go:build js

package browser

// FineClock is the device's clock as fine as the browser tells it: to 5 µs on a
// page that is isolated from other origins, else to 100.
type FineClock struct{}

// Micros is the time in microseconds since 1970.
func (FineClock) Micros() int64 {
	const micros = 1000
	performance := window().Get("performance")
	return int64((performance.Get("timeOrigin").Float() + performance.Call("now").Float()) * micros)
}

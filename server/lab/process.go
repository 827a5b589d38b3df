package lab

import (
	"runtime/metrics"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// process asks the operating system about this process.
type process struct{ registry *prometheus.Registry }

func newProcess() process {
	p := process{prometheus.NewRegistry()}
	p.registry.MustRegister(collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return p
}

// usage gives the seconds of CPU time that the process took so far, and the
// bytes that it has in memory. Where the system can't tell, the CPU is 0, and
// the memory is what Go has from the system.
func (p process) usage() (cpu float64, resident int64) {
	families, _ := p.registry.Gather() // what failed is missing
	for _, family := range families {
		first := family.GetMetric()[0]
		switch family.GetName() {
		case "process_cpu_seconds_total":
			cpu = first.GetCounter().GetValue()
		case "process_resident_memory_bytes":
			resident = int64(first.GetGauge().GetValue())
		}
	}
	if resident == 0 {
		resident = mapped()
	}
	return cpu, resident
}

// mapped is how much memory Go has from the system and has not given back.
func mapped() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}

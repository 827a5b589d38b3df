package api

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"parley/shared"
)

// Metrics is what the server tells Prometheus about itself.
type Metrics struct {
	registry *prometheus.Registry
	refusals *prometheus.CounterVec
	commits  prometheus.Counter
	batch    prometheus.Histogram
	commit   prometheus.Histogram
	delivery prometheus.Histogram
}

// NewMetrics makes a registry of its own, so that two servers in one process
// don't meet.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "parley_refusals_total", Help: "Refused requests by error code."}, []string{"code"}),
		commits:  prometheus.NewCounter(prometheus.CounterOpts{Name: "parley_commits_total", Help: "Transactions committed to the log."}),
		batch:    prometheus.NewHistogram(prometheus.HistogramOpts{Name: "parley_commit_batch_events", Help: "Events in one commit.", Buckets: prometheus.ExponentialBuckets(1, 2, 11)}),
		commit:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "parley_commit_seconds", Help: "Time of one commit, fsync included.", Buckets: prometheus.ExponentialBuckets(0.0001, 2, 16)}),
		delivery: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "parley_delivery_seconds", Help: "From an event's commit to its write to a listener.", Buckets: prometheus.ExponentialBuckets(0.0001, 2, 18)}),
	}
	m.registry.MustRegister(m.refusals, m.commits, m.batch, m.commit, m.delivery,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Committed counts one commit of so many events.
func (m *Metrics) Committed(events int, took time.Duration) {
	m.commits.Inc()
	m.batch.Observe(float64(events))
	m.commit.Observe(took.Seconds())
}

// Delivered counts one delivery to a listener.
func (m *Metrics) Delivered(took time.Duration) { m.delivery.Observe(took.Seconds()) }

func (m *Metrics) refused(code shared.Code) { m.refusals.WithLabelValues(string(code)).Inc() }

// gauges registers what is read from the server when it is asked for.
func (m *Metrics) gauges(head func() shared.Seq, unindexed func() int64, ailing func() *shared.Error, listeners func() map[shared.Transport]int) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "parley_head_seq", Help: "The newest position of the log."},
			func() float64 { return float64(head()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "parley_search_unindexed_events", Help: "Events of the log that are not in the search index yet. Below 256 they wait to be indexed together."},
			func() float64 { return float64(unindexed()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "parley_writable", Help: "1 while commands can be committed, 0 while the disk is full or fails."},
			func() float64 {
				if ailing() != nil {
					return 0
				}
				return 1
			}),
		&listenerGauge{listeners, prometheus.NewDesc("parley_listeners", "Open streams by transport.", []string{"transport"}, nil)})
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry})
}

// listenerGauge is a gauge for each transport, counted when it is read.
type listenerGauge struct {
	count func() map[shared.Transport]int
	desc  *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (g *listenerGauge) Describe(to chan<- *prometheus.Desc) { to <- g.desc }

// Collect implements prometheus.Collector.
func (g *listenerGauge) Collect(to chan<- prometheus.Metric) {
	for transport, n := range g.count() {
		to <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, float64(n), string(transport))
	}
}

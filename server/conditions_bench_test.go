package main

import (
	"context"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// conditions are what a person opens Parley under. The zero value is this
// machine, and no network in between.
type conditions struct {
	latency   time.Duration // from a request to its answer
	bandwidth float64       // bits a second, each way; 0 for no limit
	slowdown  float64       // how many times slower the processor is; 0 for not at all
}

// slow is a cheap phone on a bad network.
var slow = conditions{latency: 150 * time.Millisecond, bandwidth: 1.6e6, slowdown: 4}

// emulate makes the tab work under these conditions from now on.
func (c conditions) emulate() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if c == (conditions{}) {
			return nil
		}
		if _, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: c.slowdown}); err != nil {
			return err
		}
		return c.link(ctx, t)
	})
}

// link is emulate for what goes over the network alone: a worker has no more.
func (c conditions) link(ctx context.Context, t *chromedp.Target) error {
	if c.bandwidth == 0 {
		return nil
	}
	link := &network.Conditions{
		Latency:            float64(c.latency / time.Millisecond),
		DownloadThroughput: c.bandwidth / 8, UploadThroughput: c.bandwidth / 8,
	}
	_, err := cdp.Call(ctx, t, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{link}})
	return err
}

// worker waits for the visitor's service worker, which fetches the pages from
// then on, and puts it on the link of the tab.
func (v *visitor) worker(under conditions) {
	v.t.Helper()
	v.untilWithin(longPatience, "the service worker", workerReady)
	targets, err := chromedp.Targets(v.ctx)
	if err != nil {
		v.t.Fatal(err)
	}
	for _, target := range targets {
		if target.Type != "service_worker" || !strings.HasPrefix(target.URL, v.base) || target.BrowserContextID != chromedp.FromContext(v.ctx).BrowserContextID {
			continue
		}
		ctx, cancel := chromedp.NewContext(v.ctx, chromedp.WithTargetID(target.TargetID))
		v.t.Cleanup(cancel)
		if err := chromedp.Do(ctx, chromedp.Func(under.link)); err != nil {
			v.t.Fatal(err)
		}
		return
	}
	v.t.Fatal("no service worker among the browser's targets")
}

// injects has a script run at the beginning of every page, before its own.
func injects(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

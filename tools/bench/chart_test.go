package bench_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"strings"
	"testing"
	"time"
)

// The chart's measures, in pixels.
const (
	panelWidth  = 420
	panelHeight = 300
	marginLeft  = 70
	marginTop   = 60
	panelGap    = 90
	legendTop   = marginTop + panelHeight + 55
	legendLine  = 22
	chartWidth  = marginLeft + 2*panelWidth + panelGap + 30
)

// style has the colours, which tell apart for the colour-blind, on a ground of their own: a page's
// ground is not known to an image.
const style = `
  .ground { fill: #ffffff } text { fill: #24292f; font: 13px system-ui, sans-serif } .title { font-weight: 600; font-size: 15px }
  .grid { stroke: #d0d7de; stroke-width: 1 } .line { fill: none; stroke-width: 2.5 }
  .c0 { stroke: #0969da } .c1 { stroke: #1b7c83 } .c2 { stroke: #cf5c00 } .c3 { stroke: #6e7781 } .c4 { stroke: #8250df } .c5 { stroke: #bf3989 }
  .dashed { stroke-dasharray: 7 5 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117 } text { fill: #e6edf3 } .grid { stroke: #30363d }
    .c0 { stroke: #58a6ff } .c1 { stroke: #39c5cf } .c2 { stroke: #f0883e } .c3 { stroke: #8b949e } .c4 { stroke: #bc8cff } .c5 { stroke: #f778ba }
  }
`

// tick is a mark on an axis.
type tick struct {
	at   float64
	name string
}

// series is a line; its values belong to the rows.
type series struct {
	name  string
	class string
	rows  []row
	value func(row) float64
}

// panel is one diagram with logarithmic axes.
type panel struct {
	left  float64
	title string
	ticks []tick // of the vertical axis, the first and last of which are its ends
	lines []series
}

// chart draws requests and time against the number of managed members.
func chart(rows []row) string {
	var small, large []row
	for _, r := range rows {
		if r.existing == 1000 {
			small = append(small, r)
		} else {
			large = append(large, r)
		}
	}
	requests := panel{
		left: marginLeft, title: "Requests of a plan",
		ticks: []tick{{1, "1"}, {10, "10"}, {60, "60 / min"}, {1000, "1,000"}, {10_000, "10,000"}},
		lines: []series{
			{"auto, of 5,000 members", "c0", large, func(r row) float64 { return float64(r.near.requests) }},
			{"auto, of 1,000 members", "c1", small, func(r row) float64 { return float64(r.near.requests) }},
			{"each", "c2 dashed", large, func(r row) float64 { return float64(r.nearEach.requests) }},
		},
	}
	times := panel{
		left: marginLeft + panelWidth + panelGap, title: "Time of a plan, of 5,000 members",
		ticks: []tick{{0.1, "0.1 s"}, {1, "1 s"}, {10, "10 s"}, {60, "1 min"}, {600, "10 min"}, {3600, "1 h"}, {7200, "2 h"}},
		lines: []series{
			{"terraform_data, for comparison", "c3", large, func(r row) float64 { return r.floor.wall.Seconds() }},
			{"auto, 0 ms latency", "c1", large, func(r row) float64 { return r.near.wall.Seconds() }},
			{"auto, 50 ms latency", "c0", large, func(r row) float64 { return r.far.wall.Seconds() }},
			{"auto, 50 ms, 60 requests a minute", "c4", large, func(r row) float64 { return r.limited.wall.Seconds() }},
			{"each, 50 ms latency", "c5 dashed", large, func(r row) float64 { return r.farEach.wall.Seconds() }},
			{"each, 50 ms, 60 requests a minute (computed)", "c2 dashed", large, func(r row) float64 { return r.limitedEach().Seconds() }},
		},
	}
	height := legendTop + legendLine*len(times.lines)
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">`+"\n", chartWidth, height, chartWidth, height)
	svg.WriteString("<title>Requests and time of plans against the number of managed members</title>\n<style>" + style + "</style>\n")
	fmt.Fprintf(&svg, `<rect class="ground" width="%d" height="%d" rx="8"/>`+"\n", chartWidth, height)
	requests.draw(&svg)
	times.draw(&svg)
	svg.WriteString("</svg>\n")
	return svg.String()
}

func (p panel) draw(svg *strings.Builder) {
	const (
		baseline  = marginTop + panelHeight
		labelGap  = 8
		halfALine = 4
	)
	write(svg, p.left, marginTop-25, "title", "start", p.title)
	for _, t := range p.ticks {
		y := p.y(t.at)
		fmt.Fprintf(svg, `<line class="grid" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`+"\n", p.left, y, p.left+panelWidth, y)
		write(svg, p.left-labelGap, y+halfALine, "", "end", t.name)
	}
	for _, r := range p.lines[0].rows {
		x := p.x(float64(r.managed))
		fmt.Fprintf(svg, `<line class="grid" x1="%.1f" y1="%d" x2="%.1f" y2="%d"/>`+"\n", x, marginTop, x, baseline)
		write(svg, x, baseline+18, "", "middle", count(r.managed))
	}
	write(svg, p.left+panelWidth/2, baseline+36, "", "middle", "managed members")
	for i, line := range p.lines {
		points := make([]string, len(line.rows))
		for j, r := range line.rows {
			points[j] = fmt.Sprintf("%.1f,%.1f", p.x(float64(r.managed)), p.y(line.value(r)))
		}
		fmt.Fprintf(svg, `<polyline class="line %s" points="%s"/>`+"\n", line.class, strings.Join(points, " "))
		y := float64(legendTop + legendLine*i)
		fmt.Fprintf(svg, `<line class="line %s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`+"\n", line.class, p.left, y, p.left+30, y)
		write(svg, p.left+40, y+halfALine, "", "start", line.name)
	}
}

func (panel) at(value, first, last float64) float64 {
	return math.Log(value/first) / math.Log(last/first)
}

func (p panel) x(managed float64) float64 {
	rows := p.lines[0].rows
	return p.left + panelWidth*p.at(managed, float64(rows[0].managed), float64(rows[len(rows)-1].managed))
}

func (p panel) y(value float64) float64 {
	first, last := p.ticks[0].at, p.ticks[len(p.ticks)-1].at
	return marginTop + panelHeight*(1-p.at(max(value, first), first, last))
}

func write(svg *strings.Builder, x, y float64, class, anchor, text string) {
	fmt.Fprintf(svg, `<text class="%s" x="%.1f" y="%.1f" text-anchor="%s">%s</text>`+"\n", class, x, y, anchor, html.EscapeString(text))
}

// The chart is well-formed, and nothing of it lies outside.
func TestChart(t *testing.T) {
	t.Parallel()
	var rows []row
	for _, existing := range []int{1000, 5000} {
		for _, managed := range []int{10, 100, 1000, 5000} {
			if managed > existing {
				continue
			}
			seconds := time.Duration(managed) * 20 * time.Millisecond
			one := func(requests int, times int) figure {
				return figure{requests: requests, wall: seconds * time.Duration(times) / 10}
			}
			rows = append(rows, row{
				managed: managed, existing: existing, floor: one(0, 10), near: one(min(2*managed+2, existing/100+1), 14), far: one(51, 16),
				nearEach: one(managed+1, 20), farEach: one(managed+1, 30), limited: one(51, 17),
			})
		}
	}
	decoder := xml.NewDecoder(strings.NewReader(chart(rows)))
	lines := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "polyline" {
			continue
		}
		lines++
		for _, attribute := range start.Attr {
			if attribute.Name.Local == "points" {
				checkPoints(t, attribute.Value)
			}
		}
	}
	if lines != 9 {
		t.Errorf("the chart has %d lines, want 9", lines)
	}
}

func checkPoints(t *testing.T, points string) {
	t.Helper()
	for point := range strings.FieldsSeq(points) {
		var x, y float64
		if _, err := fmt.Sscanf(point, "%f,%f", &x, &y); err != nil {
			t.Fatalf("%q: %v", point, err)
		}
		if x < marginLeft || x > chartWidth || y < marginTop || y > marginTop+panelHeight {
			t.Errorf("the point %s lies outside", point)
		}
	}
}

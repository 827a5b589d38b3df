package markup

import (
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// markdown is what people write in a chat: CommonMark without HTML, with tables
// and strikethrough. A line break is one. What people do without meaning markup
// stays as it is: an indented line is no code, a line of hyphens makes no heading
// of the one above, and a line such as "[x]: y" doesn't vanish.
var markdown = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(callParser{}, 350),
			util.Prioritized(linkParser{}, 400),
			util.Prioritized(emphasisParser{parser.NewEmphasisParser()}, 500),
		),
	)),
	goldmark.WithExtensions(
		extension.Strikethrough,
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		emoji.New(emoji.WithRenderingMethod(emoji.Unicode)),
	),
	goldmark.WithRendererOptions(
		html.WithHardWraps(),
		html.WithWriter(writer{}),
		renderer.WithNodeRenderers(util.Prioritized(ours{}, 100)),
	),
)

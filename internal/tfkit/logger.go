package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// Logger passes the lines of a client on to Terraform's log.
type Logger struct{}

// Trace passes a line on at that level.
func (Logger) Trace(ctx context.Context, msg string, fields map[string]any) {
	tflog.Trace(ctx, msg, fields)
}

// Debug passes a line on at that level.
func (Logger) Debug(ctx context.Context, msg string, fields map[string]any) {
	tflog.Debug(ctx, msg, fields)
}

// Info passes a line on at that level.
func (Logger) Info(ctx context.Context, msg string, fields map[string]any) {
	tflog.Info(ctx, msg, fields)
}

// Warn passes a line on at that level.
func (Logger) Warn(ctx context.Context, msg string, fields map[string]any) {
	tflog.Warn(ctx, msg, fields)
}

package simulator

import "github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"

type (
	Jitter    = simkit.Jitter
	Span      = simkit.Span
	App       = simkit.App
	Fault     = simkit.Fault
	FaultKind = simkit.FaultKind
	Injection = simkit.Injection
	Request   = simkit.Request
)

const (
	FaultServerError      = simkit.FaultServerError
	FaultServerErrorAfter = simkit.FaultServerErrorAfter
	FaultBadGateway       = simkit.FaultBadGateway
	FaultGatewayTimeout   = simkit.FaultGatewayTimeout
	FaultUnavailable      = simkit.FaultUnavailable
	FaultTooManyRequests  = simkit.FaultTooManyRequests
	FaultTokenExpired     = simkit.FaultTokenExpired
	FaultReset            = simkit.FaultReset
	FaultLostAnswer       = simkit.FaultLostAnswer
	FaultTruncated        = simkit.FaultTruncated
	FaultBadJSON          = simkit.FaultBadJSON
	FaultSlow             = simkit.FaultSlow
	FaultLate             = simkit.FaultLate
)

var (
	NoJitter    = simkit.NoJitter
	SmallJitter = simkit.SmallJitter
	RaceJitter  = simkit.RaceJitter
	FaultKinds  = simkit.FaultKinds
	ParseFault  = simkit.ParseFault
)

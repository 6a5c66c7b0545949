// Package simkit is what simulators of services are made of: general parts, which know no service.
//
// A Gateway stands in front of a service that lives in memory. It remembers what clients send, takes its
// time, and lets faults strike; what only the service knows, such as how it words a refusal, is given to it
// as a Service. Behind it, a service may use Tokens for who is let in, OAuth to issue them, Limits for how
// much is let in, and Tables for what it holds.
//
// It shares nothing with any client: a mistake in what both used would be one of both.
package simkit

// Package simulator is a WebWork that lives in memory, for tests and for trying configurations:
// the service itself has no sandbox and really sends its invitations.
//
// It is a store of what a workspace holds (state.go and the files beside it, which know nothing of
// HTTP) behind faces that speak WebWork's APIs (the v1 and v2 files), behind the gateway of simkit
// (service.go). The wire format is written here a second time on purpose: a client and a simulator that
// shared it could agree on a mistake.
//
// Where WebWork's behaviour is not documented the simulator takes the likeliest reading, and each
// other reading is a Variant. It refuses whatever a lenient server would let pass (unknown
// fields, wrong types, unknown filters), so that a client's slip shows in a test. Faults are
// injected with Inject, what somebody does in the web app meanwhile with methods such as
// ArchiveMember, and what the client sent is read back with Requests.
package simulator

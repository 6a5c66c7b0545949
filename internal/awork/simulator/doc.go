// Package simulator is an awork that lives in memory, for tests and for trying configurations: the
// service itself has no sandbox and really sends its invitations.
//
// It is a store of what a workspace holds (state.go and the files of the kinds) behind a face that
// speaks awork's API (face.go and what stands beside it), behind the gateway of simkit (service.go). The
// wire format is written here a second time on purpose: a client and a simulator that shared it could
// agree on a mistake.
//
// Where awork's behaviour is not documented the simulator takes the likeliest reading, and each other
// reading is a Variant. It refuses whatever a lenient server would let pass (unknown fields, unknown
// parameters), so that a client's slip shows in a test. What does harm at the real service, or is no
// business of a client of other people's workspaces, is done or refused as there and remembered as a
// Violation. Faults are injected with Inject; what somebody does in the web app meanwhile is done with
// the collections of objects, such as Users; what the client sent is read back with Requests.
package simulator

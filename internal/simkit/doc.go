// Package simkit is what simulators of services are made of. It knows no service.
package simkit

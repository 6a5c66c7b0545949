// Package httpkit builds HTTP clients for rate-limited JSON APIs out of transports with one job
// each. From the caller inwards:
//
//	boundary    holds the request's body, knows its effect and secrets, judges what never reached the
//	            server, masks errors
//	userAgent   names the program
//	guard       refuses plain http to other machines
//	renewal     answers a refusal of the credentials with their renewal and a repeat
//	retries     repeats what failed, where the effect of the request allows it
//	throttle    keeps within the limits and waits out what the server refuses for its own
//	bearer      puts the credentials on, as late as possible: waiting may have outlived a token
//	recorder    logs each attempt, without secrets, personal data or bodies
//	attempts    gives each attempt its timeout and reads the answer whole, up to a bound
//	http.Transport
//
// Requests for tokens pass the same transports but for the credentials, with a throttle of their
// own, so that a renewal never waits for the room that it is needed to use.
//
// What a request does (WithEffect) and what is secret in it (WithSecrets) is said by who makes it. Words of an
// answer get into errors by way of Quote.
//
// Nothing here knows which service is spoken to.
package httpkit

// Package httpkit builds HTTP clients for rate-limited JSON APIs out of transports with one job
// each. From the caller inwards:
//
//	boundary    holds the request's body, judges what never reached the server, masks errors
//	userAgent   names the program
//	guard       refuses plain http to other machines
//	renewal     answers a 401 with one renewal of the credentials and one repeat
//	retries     repeats what failed, where a repeat is safe
//	throttle    keeps within the rate limit and waits out what the server refuses for it
//	bearer      puts the credentials on, as late as possible: waiting may have outlived a token
//	recorder    logs each attempt, without secrets, personal data or bodies
//	attempts    gives each attempt its timeout and reads the answer whole
//	http.Transport
//
// Requests for tokens pass the same transports but for the credentials, with a throttle of their
// own, so that a renewal never waits for the room that it is needed to use.
//
// Nothing here knows which service is spoken to.
package httpkit

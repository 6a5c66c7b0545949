package simulator

import (
	"math/big"
	"strconv"
)

// round gives a decimal the places that WebWork keeps.
func round(number float64, variants variantSet) float64 {
	const cents = 100
	switch {
	case variants[DecimalsKept]:
		return number
	case variants[DecimalsWhole]:
		return roundTo(number, 1, tieUp)
	case variants[DecimalsHalfDown]:
		return roundTo(number, cents, tieDown)
	case variants[DecimalsHalfEven]:
		return roundTo(number, cents, tieToEven)
	}
	return roundTo(number, cents, tieUp)
}

// tie says whether what lies in the middle goes up from a whole number.
type tie func(whole *big.Int) bool

func tieUp(*big.Int) bool           { return true }
func tieDown(*big.Int) bool         { return false }
func tieToEven(whole *big.Int) bool { return whole.Bit(0) == 1 }

// roundTo rounds to parts of one. It counts in decimals, as the sender wrote them: 1.005 lies in the
// middle, while the nearest float64 lies below.
func roundTo(number float64, parts int64, up tie) float64 {
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(number, 'f', -1, 64))
	if !ok {
		return number // not finite, which JSON cannot say
	}
	exact.Mul(exact, big.NewRat(parts, 1))
	whole := new(big.Int).Div(exact.Num(), exact.Denom()) // rounds down
	rest := exact.Sub(exact, new(big.Rat).SetInt(whole))
	if where := rest.Cmp(big.NewRat(1, 2)); where > 0 || where == 0 && up(whole) {
		whole.Add(whole, big.NewInt(1))
	}
	rounded, _ := new(big.Rat).SetFrac(whole, big.NewInt(parts)).Float64()
	return rounded
}

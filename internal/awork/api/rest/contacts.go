package rest

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

type contactWire struct {
	ID           reference     `json:"id"`
	Type         lenient.Vital `json:"type"`
	SubType      lenient.Vital `json:"subType"`
	Value        lenient.Vital `json:"value"`
	Label        lenient.Text  `json:"label"`
	AddressLine1 lenient.Text  `json:"addressLine1"`
	AddressLine2 lenient.Text  `json:"addressLine2"`
	ZipCode      lenient.Text  `json:"zipCode"`
	City         lenient.Text  `json:"city"`
	State        lenient.Text  `json:"state"`
	Country      lenient.Text  `json:"country"`
	IsAddress    lenient.Flag  `json:"isAddress"`
}

func (w contactWire) contact() api.ContactInfo {
	return api.ContactInfo{
		ID:           w.ID.String(),
		Type:         w.Type.Or(""),
		SubType:      w.SubType.Or(""),
		Value:        w.Value.Value,
		Label:        w.Label.Value,
		AddressLine1: w.AddressLine1.Value,
		AddressLine2: w.AddressLine2.Value,
		ZipCode:      w.ZipCode.Value,
		City:         w.City.Value,
		State:        w.State.Value,
		Country:      w.Country.Value,
		IsAddress:    w.IsAddress.Value,
	}
}

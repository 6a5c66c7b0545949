package api

// Workspace is all that a customer has in awork. Null values are those that awork does not tell.
type Workspace struct {
	Audit

	ID                            string
	Name                          string
	Description                   *string
	Language                      *string
	Type                          *string
	Size                          *string
	MemberCount                   *int64
	Subdomains                    []Subdomain
	AllowSocialLogin              *bool
	AllowCredentialsLogin         *bool
	AllowSSOLogin                 *bool
	RequireMFA                    *bool
	IsSCIMActivated               *bool
	AllowAutomaticSCIMUserBooking *bool
	SameDomainSignupEnabled       *bool
	SameDomainSignupRoleID        *string
	SameDomainSignupDomains       []string
	IsFull                        *bool
	IsTestWorkspace               *bool
}

// Subdomain is one under which people find the workspace.
type Subdomain struct {
	Name      string
	IsDefault bool
}

// Audit says who made an object and changed it last, and when: RFC 3339 times and ids of users.
type Audit struct {
	CreatedOn, CreatedBy *string
	UpdatedOn, UpdatedBy *string
}

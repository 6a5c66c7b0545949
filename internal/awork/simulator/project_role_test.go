package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestAProjectRoleFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	lead := "/projectroles/" + a.post("/projectroles", fields{"name": "Lead", "allowOnlyProjectMasterDataRead": true}).ok().text("id")
	a.get(lead).ok().has(`"isDefault":false`).has(`"memberCount":0`).has(`"members":[]`)
	a.get("/projectroles?includeMembers=false").ok().has(`"members":null`)
	a.put(lead, fields{"name": "Head"}).ok().has(`"allowOnlyProjectMasterDataRead":false`)
	a.post(lead+"/permissions", fields{"feature": "project-master-data", "accessLevels": []string{"read", "write"}}).ok()
	a.post(lead+"/permissions", fields{"feature": "user-master-data", "accessLevels": []string{"read"}}).refused("validation-failed")
	a.get(lead + "/permissions").ok().has("project-master-data")
	a.get("/me/permissions").ok().has(`"projectRoleId":"` + idOf(lead) + `"`)

	project := a.project(fields{"name": "Website"})
	a.post(project+"/addprojectmember", fields{"userId": simulator.DefaultAdmin, "projectRoleId": idOf(lead)}).ok()
	a.get(lead).ok().has(`"memberCount":1`)
	a.post(lead+"/delete", fields{}).refused("invalid-operation")
	a.post(lead+"/delete", fields{"newProjectRoleId": simulator.ManagerRole}).ok()
	a.get(project).ok().has(`"projectRoleName":"Project manager"`)
	a.get(lead).is(http.StatusNotFound)
}

func TestTheDefaultProjectRole(t *testing.T) {
	t.Parallel()
	a := with(t)
	member, manager := "/projectroles/"+simulator.MemberRole, "/projectroles/"+simulator.ManagerRole
	a.put(member, fields{"name": "Member"}).refused("validation-failed").has("defaultProjectRoleId")
	a.put(member, fields{"name": "Member", "defaultProjectRoleId": simulator.ManagerRole}).ok().has(`"isDefault":false`)
	a.get(manager).ok().has(`"isDefault":true`)
	a.put(member, fields{"name": "Member", "isDefault": true}).ok().has(`"isDefault":true`)
	a.get(manager).ok().has(`"isDefault":false`)
	a.post(member+"/delete", fields{}).refused("invalid-operation")
	a.post(member+"/delete", fields{"newProjectRoleId": simulator.ManagerRole}).ok()
	a.get(manager).ok().has(`"isDefault":true`)
	a.post("/projectroles", fields{"name": "New", "isDefault": true}).ok().has(`"isDefault":true`)
	a.get(manager).ok().has(`"isDefault":false`)
}

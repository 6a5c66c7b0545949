package tfkit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const someGUID = "3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b"

func TestGUIDs(t *testing.T) {
	t.Parallel()
	for text, is := range map[string]bool{
		someGUID: true, strings.ToUpper(someGUID): true, "": false, "7": false, someGUID + "0": false, " " + someGUID: false, "{" + someGUID + "}": false,
		strings.ReplaceAll(someGUID, "-", ""): false,
	} {
		if tfkit.IsGUID(text) != is || (tfkit.IsGUIDText(text).Reason == "") != is {
			t.Errorf("%q: %t", text, !is)
		}
	}
	if meant := tfkit.IsGUIDText("{" + someGUID + "}").Meant; !slices.Equal(meant, []string{someGUID}) {
		t.Errorf("in braces, %v was meant", meant)
	}
	if !tfkit.GUID().Of(someGUID).Same(tfkit.GUID().Of(strings.ToUpper(someGUID))) {
		t.Error("GUIDs differ by their case")
	}
	if summary, detail := tfkit.WrongGUID("role_id", "7"); summary != "Value not allowed" || !strings.HasPrefix(detail, `role_id was given "7", which is no id. An id is a GUID such as`) {
		t.Errorf("%s: %s", summary, detail)
	}
}

func TestImportIDsThatAreNoNumbers(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]tfkit.ImportID{
		someGUID:                        {ID: someGUID, Rest: someGUID},
		someGUID + "/" + someGUID:       {WorkspaceID: someGUID, ID: someGUID, Rest: someGUID},
		someGUID + "/jane@acme.example": {WorkspaceID: someGUID, Rest: "jane@acme.example"},
		"name:A/B":                      {Rest: "name:A/B"},
		"7/100":                         {Rest: "7/100"},
	} {
		if got := tfkit.SplitImportID(given, tfkit.IsGUID); got != want {
			t.Errorf("%q is %+v, not %+v", given, got, want)
		}
	}
}

func TestSetsOfStrings(t *testing.T) {
	t.Parallel()
	if texts := tfkit.Strings(tfkit.SetOfStrings([]string{"b", "a", "b"})); !slices.Equal(texts, []string{"a", "b"}) {
		t.Errorf("the set has %v", texts)
	}
}

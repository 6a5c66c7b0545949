package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
)

// file is a file to be written.
type file struct {
	name    string // below the directory
	content []byte
	// secret says that nobody else may read it.
	secret bool
	// sparse says that the file is written only where there is one already.
	sparse bool
	// partial says that it lacks something, so that one that is there already stays as it is.
	partial bool
	// amended says that the content is that of the file itself with something added.
	amended bool
	// renewed says that the file is written only where an earlier export wrote it and nobody has edited it.
	renewed bool
}

const (
	// signature is in the first line of every file, before the checksum of the lines that follow.
	signature = "Written by terraform-provider-webwork export, sha256 "
	hint      = "# It is overwritten by an export with the same options as long as it is not edited.\n"
)

// render makes a file of what write puts into it. The seal is about the options of the export: whoever exports something else must not
// overwrite the file by mistake.
func render(name, seal string, write func(body *hclwrite.Body)) file {
	made := hclwrite.NewEmptyFile()
	write(made.Body())
	written := bytes.TrimLeft(hclwrite.Format(made.Bytes()), "\n")
	return file{name: name, content: signed(seal, written), sparse: len(written) == 0}
}

// signed is a content with the lines at its top by which a later export knows it for its own.
func signed(seal string, content []byte) []byte {
	rest := []byte(hint)
	if len(content) > 0 {
		rest = append(append(rest, '\n'), content...)
	}
	return append([]byte("# "+signature+checksum(seal, rest)+"\n"), rest...)
}

func checksum(seal string, content []byte) string {
	sum := sha256.New()
	sum.Write([]byte(seal + "\x00"))
	sum.Write(content)
	return hex.EncodeToString(sum.Sum(nil))
}

// isOwn reports whether a content is what an export with the same options wrote, unedited.
func isOwn(seal string, content []byte) bool {
	first, rest, _ := strings.Cut(string(content), "\n")
	_, sum, signed := strings.Cut(first, signature)
	return signed && strings.HasPrefix(sum, checksum(seal, []byte(rest)))
}

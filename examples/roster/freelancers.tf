# Freelancers are kept in a spreadsheet, saved as CSV: with a byte-order mark, and with semicolons, as spreadsheets of many countries do.
locals {
  lines = compact(split("\n", replace(trimprefix(file("${path.module}/freelancers.csv"), "\ufeff"), "\r", "")))

  # csvdecode knows commas only, so every field is put in quotes and the semicolons between them become commas.
  rows = csvdecode(join("\n", [for line in local.lines : join(",", [
    for field in regexall(";(\"(?:[^\"]|\"\")*\"|[^;]*)", ";${line}") : startswith(field[0], "\"") ? field[0] : "\"${field[0]}\""
  ])]))

  # Projects are in one field, each with its hours if it has any of its own: website:20 app
  freelancers = { for row in local.rows : row.handle => merge(
    { for name, value in row : name => value if !contains(["handle", "projects"], name) && value != "" },
    { projects = { for project in compact(split(" ", row.projects)) : split(":", project)[0] => { hours = try(split(":", project)[1], null) } } },
  ) }
}

variable "path" {
  description = "A YAML file, or a folder of them: all that end in .yaml or .yml, also in folders below it, are merged."
  type        = string
  default     = null
}

variable "entries" {
  description = "Entries beside those of the files, in the same form: an object of people, projects and clients. For what comes from elsewhere, such as a CSV file."
  type        = any
  default     = {}
}

variable "defaults" {
  description = "What entries have that do not say: role, timezone and weekly_hours_limit of people, hours and screenshots of their contracts."
  type = object({
    role               = optional(string)
    timezone           = optional(string)
    weekly_hours_limit = optional(number)
    hours              = optional(number)
    screenshots        = optional(string)
  })
  default  = {}
  nullable = false
}

variable "today" {
  description = "The day, as YYYY-MM-DD, that `until` is compared with. Null, the default, is the day of the plan in UTC; others are for tests and for looking ahead."
  type        = string
  default     = null
}

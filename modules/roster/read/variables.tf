# The inputs of the roster module, which describes them.

variable "path" {
  type    = string
  default = null
}

variable "entries" {
  type    = any
  default = {}
}

variable "defaults" {
  type = object({
    role               = optional(string)
    timezone           = optional(string)
    weekly_hours_limit = optional(number)
    hours              = optional(number)
    screenshots        = optional(string)
  })
  default = {}
}

variable "today" {
  type    = string
  default = null
}

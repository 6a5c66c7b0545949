moved {
  from = webwork_member.team["jane"]
  to   = webwork_member.team[0]
}

moved {
  from = webwork_member.team["omar"]
  to   = webwork_member.team[1]
}

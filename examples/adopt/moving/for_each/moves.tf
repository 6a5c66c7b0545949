moved {
  from = webwork_member.team[0]
  to   = webwork_member.team["jane"]
}

moved {
  from = webwork_member.team[1]
  to   = webwork_member.team["omar"]
}

/** One expert of a panel as chosen: an account or a known expert on paper by id, a new expert on paper by name alone. */
export interface PanelInput {
  id: string | null
  name: string
}

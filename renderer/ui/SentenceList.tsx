/** Sentences one below the other inside an alert; each stands once. */
export function SentenceList({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="warnings">
      {sentences.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  )
}

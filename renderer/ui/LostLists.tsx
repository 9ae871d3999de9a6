import type { LostEntries } from '../../shared/contract/recovery.ts'
import './lostLists.css'

/** What a backup lacks, by kind and by person. */
export function LostLists({ byAction, byPerson }: Pick<LostEntries, 'byAction' | 'byPerson'>) {
  return (
    <div className="lost-lists">
      <Counts title="哪些操作" of={byAction} />
      <Counts title="谁的操作" of={byPerson} />
    </div>
  )
}

function Counts({ title, of }: { title: string; of: LostEntries['byAction'] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {of.map(({ name, count }) => (
          <li key={name}>
            <span>{name}</span>
            <span>{count} 步</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

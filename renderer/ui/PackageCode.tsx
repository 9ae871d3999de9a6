import './packageCode.css'

/** The contents code of a package, large, in groups: to be read out over the telephone and compared. */
export function PackageCode({ code, note }: { code: string; note: string }) {
  return (
    <figure className="package-code">
      <output className="digits">{code}</output>
      <figcaption className="quiet">{note}</figcaption>
    </figure>
  )
}

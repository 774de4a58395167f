/** Work under way. The words are announced; the bar's figures are not, or a screen reader would never fall silent. */
interface Props {
  label: string;
  /** Announced instead of `label` where that changes many times a second. */
  spoken?: string;
  done?: number;
  total?: number;
}

export function Progress({ label, spoken, done, total }: Props) {
  const known = done !== undefined && total !== undefined && total > 0;
  return (
    <div class="progress">
      <p aria-hidden={spoken ? "true" : undefined} role={spoken ? undefined : "status"}>
        {label}
      </p>
      {spoken && (
        <p class="unseen" role="status">
          {spoken}
        </p>
      )}
      <progress
        aria-label={spoken ?? label}
        {...(known ? { value: Math.min(done, total), max: total } : {})}
      />
    </div>
  );
}

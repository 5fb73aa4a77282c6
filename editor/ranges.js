// Whether two sets of ranges are alike, those without length included, which `RangeSet.eq` does not look at.
//
// A key mostly moves what is drawn and changes nothing of it; a transaction of its own for that costs as much as the key.

export function areAlike(one, other) {
  if (one.size !== other.size) {
    return false;
  }
  const others = other.iter();
  for (const cursor = one.iter(); cursor.value !== null; cursor.next(), others.next()) {
    const isAlike = cursor.from === others.from && cursor.to === others.to && cursor.value.eq(others.value);
    if (!isAlike) {
      return false;
    }
  }
  return true;
}

"""Units as a person might write them for themselves, in the folder of their own modules."""

WALK = """# A walk around the block

```toml unit
minutes = 9
risk = "R1"
version = 1
summary = "Ten slow minutes outside, with your eyes open."
feelings = ["sadness"]
situations = ["evening"]
content_note = "being out alone"
reuse = ["dbt.dt.breath"]
sources = ["Notes from Tuesday group, 2026"]
```

## Why

A short walk can take the edge off an evening. It fits when the walls come close.

## The idea

Feet first, and the head follows. Nobody has to feel like it before the door is shut.

## Try it

Fill in what fits and leave out the rest.

```toml fields
[[field]]
id = "where"
kind = "line"
label = "Where did you go?"
help = "A street is enough."
hint = "Think of the first corner you came to."

[[field]]
id = "seen"
kind = "text"
label = "What did you see?"

[[field]]
id = "sounds"
kind = "list"
label = "Three sounds"
max = 3

[[field]]
id = "heavy"
kind = "scale"
label = "How heavy was the evening?"
max = 100
low = "light"
high = "as heavy as it gets"

[[field]]
id = "weather"
kind = "choice"
label = "What was the weather?"
options = ["dry", "rain", "snow"]

[[field]]
id = "company"
kind = "multi"
label = "Who was there?"
options = ["nobody", "a neighbor", "a dog", "a friend"]

[[field]]
id = "again"
kind = "yesno"
label = "Would you do it again?"
```

## If it is hard

Count it instead.

```toml fields
[[field]]
id = "minutes"
kind = "number"
label = "How many minutes?"
min = 0
max = 600

[[field]]
id = "cost"
kind = "money"
label = "What did it cost?"

[[field]]
id = "day"
kind = "date"
label = "On which day?"

[[field]]
id = "hour"
kind = "time"
label = "At what time?"
```

## Practice

```toml practice
what = "Walk around the block"
times = 3
weeks = 2
```

## Check

```toml quiz
id = "order"
ask = "What comes first?"
[[option]]
text = "the feet"
right = true
say = "Yes. The head follows."
[[option]]
text = "the wish to go"
say = "It often comes later, on the way."
```

```toml field
id = "helped"
kind = "scale"
label = "How much did this help, for now?"
low = "not at all"
high = "a great deal"
```

## Short version

Shoes, door, one corner. Back when you like.
"""

PEOPLE = """# Who was on the way

```toml unit
minutes = 5
risk = "R0"
version = 1
summary = "The people of a walk."
sources = ["Notes from Tuesday group, 2026"]
```

## Try it

```toml fields
[[field]]
id = "people"
kind = "table"
label = "Whom did you meet?"
columns = ["who:line", "said:text", "warm:scale"]
max = 3

[[field]]
id = "body"
kind = "grid"
label = "Before and after"
rows = ["legs", "chest"]
columns = ["before:line", "after:line"]

[[field]]
id = "guide"
kind = "contact"
label = "Who could come along?"
```
"""

WORDS = """# Words of all kinds

```toml unit
minutes = 5
risk = "R0"
version = 1
summary = "Every kind of field that takes words."
sources = ["Notes from Tuesday group, 2026"]
```

## Try it

```toml fields
[[field]]
id = "line"
kind = "line"
label = "A line"

[[field]]
id = "text"
kind = "text"
label = "A text"

[[field]]
id = "list"
kind = "list"
label = "A list"

[[field]]
id = "table"
kind = "table"
label = "A table"
columns = ["who:line"]
max = 2

[[field]]
id = "grid"
kind = "grid"
label = "A grid"
rows = ["now"]
columns = ["said:line"]

[[field]]
id = "contact"
kind = "contact"
label = "A contact"
```
"""

BREATH = """# Ten quiet breaths

```toml unit
minutes = 3
risk = "R0"
version = 1
summary = "A timer and a pacer."
sources = ["Notes from Tuesday group, 2026"]
```

## Try it

```toml timer
label = "Sit by the window"
seconds = 90
```

```toml pacer
label = "With the words"
in = 4
out = 6
rounds = 3
```

```toml tool
name = "safety-plan"
```

```toml tool
name = "aftercare"
```

```toml tool
name = "commitments"
```
"""

COLD = """# Cold hands, clear head

```toml unit
minutes = 4
risk = "R2"
version = 1
summary = "Cold water for the worst ten minutes."
audience = "all"
alternative = ["dbt.dt.breath", "own.day.walk"]
sources = ["Notes from Tuesday group, 2026"]
```

## Before you start

```toml gate
why = "Cold water is not for every body."

[[question]]
ask = "Do any of these fit you?"
kind = "multi"
options = ["a heart condition", "an allergy to cold", "none of these"]
pass = ["none of these"]
because = "This one needs a word with your doctor first."

[[question]]
ask = "Did you stop drinking this week?"
pass = ["no"]
because = "Shaking can come from stopping. Please read this first."
show = "withdrawal"
```

## Try it

Hold your hands under the tap.

```toml field
id = "cold"
kind = "line"
label = "What did the cold do?"
```

## Practice

```toml practice
what = "Cold water once a day"
times = 7
weeks = 1
```
"""

ADULT = """# The first week without wine

```toml unit
minutes = 8
risk = "R0"
version = 1
summary = "What the evenings are like at first."
audience = "adult"
sources = ["Notes from Tuesday group, 2026"]
```

## Why

The first evenings are long.
"""

BAD = WALK.replace('kind = "scale"\nlabel = "How heavy', 'kind = "scal"\nlabel = "How heavy').replace("# A walk", "# Another walk")
"""A kind that does not exist."""

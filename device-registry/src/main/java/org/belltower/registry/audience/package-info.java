/// Who may be told about a student, from what the roster, devices and subscriptions say. Pure.
@NullMarked
package org.belltower.registry.audience;

import org.jspecify.annotations.NullMarked;

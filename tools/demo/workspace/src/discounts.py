from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    name: str
    visits: int


def discount_percent(customer: Customer, cents: int) -> int:
    """Regulars get five percent, and large baskets another five."""
    percent = 0
    if customer.visits >= 10:
        percent += 5
    if cents > 5000:
        percent += 5
    return percent
